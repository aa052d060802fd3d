namespace Headroom.Documents.Printing;

/// <summary>
/// Nothing can be printed as PDF on this machine now: no browser is installed, it does not start, or it failed on a document time and again.
/// The message says what to do. The HTML of every document is there all the same.
/// </summary>
public sealed class PrintingUnavailable(string message, Exception? cause = null) : Exception(message, cause);
