using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class OpenBookTests
{
    [Fact]
    public void A_book_is_opened_once_and_in_a_zone_that_exists()
    {
        Ready.Refuses(At(2026, 3, 2), new OpenBook(Us, "UTC", false, null), RefusalCode.AlreadyExists, "book");
        Book.Empty.Refuses(At(2026, 3, 2), new OpenBook(Us, "Mars/Olympus", false, null), RefusalCode.UnknownUnit, "zone");
    }

    [Fact]
    public void The_first_fact_says_whose_it_is_and_by_which_zone_data()
    {
        var book = Book.Empty.Told(At(2026, 3, 1), new OpenBook(Us, "America/Chicago", true, null));

        Assert.Equal((Us, true, Calendar.ZoneDataVersion), (book.Owner, book.Opened!.Sandbox, book.Opened.ZoneData));
    }

    [Fact]
    public void Only_a_sandbox_starts_where_it_is_told_to()
    {
        Assert.Equal(At(2026, 3, 1), new OpenBook(Us, "UTC", true, At(2026, 3, 1)).NotBefore(Book.Empty));
        Assert.Equal(Instant.MinValue, new OpenBook(Us, "UTC", false, At(2026, 3, 1)).NotBefore(Book.Empty));
    }
}
