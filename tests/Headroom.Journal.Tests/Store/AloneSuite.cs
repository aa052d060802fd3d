namespace Headroom.Journal.Tests.Store;

/// <summary>Doing something alone among all who use a book, on whichever store.</summary>
public abstract class AloneSuite(TestBook book) : IDisposable
{
    protected TestBook Book => book;

    [Fact]
    public void One_at_a_time_has_it_however_often_others_ask_and_the_next_once_it_is_given_back()
    {
        using IJournal one = book.Open(), other = book.Open();
        using (var held = one.Alone("cluster-north"))
        {
            Assert.NotNull(held);
            Assert.Null(other.Alone("cluster-north"));
            Assert.Null(one.Alone("cluster-north"));
            using var south = other.Alone("cluster-south");
            Assert.NotNull(south);
        }
        using var next = other.Alone("cluster-north");
        Assert.NotNull(next);
        Assert.Null(one.Alone("cluster-north"));
    }

    public void Dispose()
    {
        book.Dispose();
        GC.SuppressFinalize(this);
    }
}
