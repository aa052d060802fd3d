namespace Headroom.Documents.Paper;

/// <summary>Where the journal stood when a document was made: whoever keeps both can later ask for proof that the journal only grew.</summary>
/// <param name="Position">The number of facts; of an issued document the position of the fact that issued it.</param>
/// <param name="Root">The root of the tree over them, 64 hexadecimal digits.</param>
public sealed record Witness(long Position, string Root);
