namespace Headroom.Documents.Paper;

/// <summary>What a document is printed on.</summary>
public enum PaperSize
{
    /// <summary>210 by 297 mm, the default.</summary>
    A4,
    /// <summary>8.5 by 11 inches.</summary>
    Letter,
}
