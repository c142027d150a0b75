package nl.vangnet.directory;

/// The directory changed on this or another node; readers take a new snapshot.
public record DirectoryChanged(long version) {}
