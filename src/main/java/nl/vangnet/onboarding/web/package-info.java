/// The pages of connecting hospitals.
@org.jspecify.annotations.NullMarked
package nl.vangnet.onboarding.web;
