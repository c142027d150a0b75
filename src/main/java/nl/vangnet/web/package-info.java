/// The page frame: layout, words in two languages, components, problem pages and the live stream to
/// browsers. Holds no business page. Uses access to know who looks.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"access"})
package nl.vangnet.web;
