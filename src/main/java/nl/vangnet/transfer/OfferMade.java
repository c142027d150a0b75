package nl.vangnet.transfer;

/// A site was asked; told inside the transaction.
public record OfferMade(long request, long offer) {}
