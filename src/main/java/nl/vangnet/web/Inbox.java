package nl.vangnet.web;

/// What waits unread at the desk of the one who looks: shown as a bell in the head of every page.
/// `desk` is the key by which the live topic `alerts` tells of changes; `href` leads to the
/// messages.
public record Inbox(String desk, int unread, int urgent, String href) {}
