/// The doors of moving patients: the pages (board, request, case, answer by a link, evacuation) and
/// the JSON for programs. Reads and writes through the desks only.
@org.jspecify.annotations.NullMarked
package nl.vangnet.transfer.web;
