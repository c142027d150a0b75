/// The pages of moving patients: the live board, the request, the case, the answer by a link and
/// evacuation.
@org.jspecify.annotations.NullMarked
package nl.vangnet.transfer.web;
