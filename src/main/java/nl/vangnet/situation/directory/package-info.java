/// The pages of the directory: look up, edit, import; and the same as JSON.
@org.jspecify.annotations.NullMarked
package nl.vangnet.situation.directory;
