namespace Headroom.Journal;

/// <summary>One thing that a verification found wrong.</summary>
/// <param name="Position">The fact, or the first fact of the batch, that it is about; 0 when it is about no fact.</param>
/// <param name="What">What is wrong, in words for people.</param>
/// <param name="Expected">What should stand there.</param>
/// <param name="Found">What does.</param>
public sealed record Finding(long Position, string What, string Expected, string Found);
