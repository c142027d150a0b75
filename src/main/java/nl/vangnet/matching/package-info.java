@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule
package nl.vangnet.matching;
