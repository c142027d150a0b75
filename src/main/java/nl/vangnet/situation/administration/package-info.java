/// The pages of administration: sign-in, people, source systems, audit trail, settings.
@org.jspecify.annotations.NullMarked
package nl.vangnet.situation.administration;
