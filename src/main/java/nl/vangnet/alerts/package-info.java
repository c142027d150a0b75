/// Messages to people at desks: by e-mail, browser and webhook, with what became of each, who read
/// it and where it went when nobody did. Promises that a message is told once to each address, that
/// an urgent one does not lie unread, and that what is no longer true is marked so.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "outbox", "desks"})
package nl.vangnet.alerts;
