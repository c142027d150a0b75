/// A simulated country that feeds the product through its real doors (MLLP and HTTP); present in
/// demo mode only. Promises that its own truth is known, so that the picture can be compared with
/// it.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "web"})
package nl.vangnet.simulator;
