/// The library of protocols: what experts say about moving patients, with its owner, its audience
/// and the day on which it is looked at again. Promises that every edition is kept, that only the
/// national desk changes one, and that who works on a case finds what fits it.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"access", "web"})
package nl.vangnet.protocols;
