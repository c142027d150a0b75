/// The planner's board, the pages of a leg, and transport's door for programs.
@org.jspecify.annotations.NullMarked
package nl.vangnet.transport.web;
