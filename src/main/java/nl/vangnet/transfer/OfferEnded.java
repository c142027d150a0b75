package nl.vangnet.transfer;

/// An offer was answered, ran out or was taken back; told inside the transaction.
public record OfferEnded(long request, long offer) {}
