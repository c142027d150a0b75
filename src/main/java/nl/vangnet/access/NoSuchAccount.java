package nl.vangnet.access;

/// There is no person or source system with this id; pages answer 404.
public class NoSuchAccount extends RuntimeException {
  NoSuchAccount(String kind, String id) {
    super("no " + kind + " has the id " + id);
  }
}
