using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Journal.Tests.Store;

/// <summary>What keeping and erasing exhibits means, on whichever store.</summary>
public abstract class ExhibitSuite(TestBook book) : IDisposable
{
    static readonly Exhibit History = new("text/csv", "hour,gpus\n0,8\n"u8.ToArray());

    // Law: what was put is got under the digest of its content, byte for byte, however often it was put.
    [Fact]
    public void What_was_put_is_got()
    {
        using var journal = book.Open();
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), content =>
        {
            var exhibit = new Exhibit("application/octet-stream", content);
            journal.PutExhibit(exhibit);
            journal.PutExhibit(exhibit);
            var got = journal.GetExhibit(Digest.Of(content));
            return got is { Erased: false, MediaType: "application/octet-stream" }
                && got.Size == content.Length && got.Digest == exhibit.Digest && got.Content!.Value.Span.SequenceEqual(content);
        }).Check(Laws.Seeded.WithMaxTest(25));
        Assert.IsType<Verification.Clean>(journal.Verify());
    }

    [Fact]
    public void What_was_never_put_is_not_there()
    {
        using var journal = book.Open();

        Assert.Null(journal.GetExhibit(History.Digest));
        Assert.False(journal.EraseExhibit(History.Digest));
    }

    [Fact]
    public void The_first_media_type_stays()
    {
        using var journal = book.Open();
        journal.PutExhibit(History);
        journal.PutExhibit(History with { MediaType = "text/plain" });

        Assert.Equal("text/csv", journal.GetExhibit(History.Digest)!.MediaType);
    }

    [Fact]
    public void What_is_erased_leaves_its_digest_media_type_and_size()
    {
        using var journal = book.Open();
        journal.PutExhibit(History);

        Assert.True(journal.EraseExhibit(History.Digest));

        Assert.Equal(new ExhibitContent(History.Digest, "text/csv", History.Content.Length, null), journal.GetExhibit(History.Digest));
        Assert.True(journal.GetExhibit(History.Digest)!.Erased);
        Assert.False(journal.EraseExhibit(History.Digest));
        Assert.IsType<Verification.Clean>(journal.Verify());
    }

    [Fact]
    public void What_is_put_again_after_it_was_erased_is_there_again()
    {
        using var journal = book.Open();
        journal.PutExhibit(History);
        journal.EraseExhibit(History.Digest);

        journal.PutExhibit(History);

        Assert.False(journal.GetExhibit(History.Digest)!.Erased);
        Assert.IsType<Verification.Clean>(journal.Verify());
    }

    [Fact]
    public void A_large_exhibit_is_kept_and_verified()
    {
        using var journal = book.Open();
        var content = new byte[20_000_000];
        new Random(2).NextBytes(content);
        journal.PutExhibit(new("application/octet-stream", content));

        Assert.True(journal.GetExhibit(Digest.Of(content))!.Content!.Value.Span.SequenceEqual(content));
        Assert.IsType<Verification.Clean>(journal.Verify());
    }

    public void Dispose()
    {
        book.Dispose();
        GC.SuppressFinalize(this);
    }
}
