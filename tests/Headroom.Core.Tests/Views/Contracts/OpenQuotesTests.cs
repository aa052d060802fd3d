using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class OpenQuotesTests
{
    static readonly Instant April = At(2026, 4, 1);

    // By hand: 150,000 GPUs from May and 100,000 from July are each less than 220,000; together they are 30,000 too many from July on.
    [Fact]
    public void Quotes_that_fit_each_alone_and_not_together_say_where_when_and_by_how_much()
    {
        var book = Ready.Told(April, Quoting("a", Start, 150_000), Quoting("b", Day(2026, 7, 1), 100_000));
        var quotes = OpenQuotes.Of(book, April);

        Assert.All(quotes.Fitting, each => Assert.Null(each.Refusal));
        var gpus = Assert.Single(quotes.Together, each => each.Unit == "GPUs");
        Assert.Equal((Colossus, Day(2026, 7, 1), Through, 30_000m), (gpus.Where, gpus.From, gpus.Through, gpus.ShortBy));
        Assert.Equal([Slug.Of("a"), Slug.Of("b")], gpus.Quotes);
        var power = Assert.Single(quotes.Together, each => each.Unit == "kW");
        Assert.Equal((Memphis, Day(2026, 7, 1), 40_909.090909m), (power.Where, power.From, ((Rational)power.ShortBy).Round(6)));
    }

    [Fact]
    public void One_that_alone_would_be_refused_says_so_and_one_that_expired_is_left_out()
    {
        var book = SignedBook.Told(At(2026, 4, 21), Quoting("a", Start, 150_000));

        Assert.Equal(RefusalCode.Oversold, Assert.Single(OpenQuotes.Of(book, At(2026, 4, 21)).Fitting).Refusal!.Code);
        Assert.Empty(OpenQuotes.Of(book, At(2026, 5, 1)).Fitting);
        Assert.Empty(OpenQuotes.Of(book, At(2026, 5, 1)).Together);
    }

    static MakeQuote Quoting(string id, LocalDate from, long gpus) => new(
        With(Reserving((from, gpus)), Fee((from, 1_000m))) with { Contract = Slug.Of(id), From = from }, Day(2026, 4, 30), Holds: false);
}
