/// What the product sends to people and systems: e-mail, webhooks and web push. Promises that a
/// message leaves after the commit that caused it, is tried again when that fails, and shows what
/// became of it.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web"})
package nl.vangnet.outbox;
