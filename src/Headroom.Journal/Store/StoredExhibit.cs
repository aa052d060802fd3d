namespace Headroom.Journal;

/// <summary>A row of exhibits as raw as it lies in the store, its content already hashed so that it need not be held.</summary>
/// <param name="Digest">The address that the row claims.</param>
/// <param name="MediaType">The media type as UTF-8.</param>
/// <param name="Size">The size that the row claims, in bytes.</param>
/// <param name="Erased">1 when marked as erased, 0 when not; anything else is damage.</param>
/// <param name="Seal">The digest over the others, see <see cref="Journal.Seal"/>.</param>
/// <param name="Content">The actual content's digest and size; null when there is none.</param>
sealed record StoredExhibit(byte[] Digest, byte[] MediaType, long Size, long Erased, byte[] Seal, (Digest Digest, long Size)? Content);
