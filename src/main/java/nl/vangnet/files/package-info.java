/// Excel, CSV and PDF. Promises that no file, however hostile, costs more than a bounded amount of
/// memory, that what is written is the same byte for byte when the content is the same, and that no
/// spreadsheet executes what was written as text. Uses no other room.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package nl.vangnet.files;
