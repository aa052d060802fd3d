using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Signs terms. Refused when they contradict themselves, name what the book does not know, sell capacity twice, or crowd out own
/// products above the policy's risk; while another has the right to be offered the same first; and, where it names a version of a quote, when
/// that is not open or says other terms. What goes beyond a limit or the risk to own products can be approved. What we buy is not tested: it adds supply.
/// </summary>
public sealed record SignContract(Terms Terms) : Command
{
    /// <summary>The version of a quote that these terms accept, or null.</summary>
    public QuoteNamed? Quote { get; init; }

    /// <summary>Who takes it upon them to sign beyond a limit of the policy or the risk to own products, or null. What is sold twice stays refused.</summary>
    public Approval? Approved { get; init; }

    /// <summary>
    /// The signature under exactly what a version of a quote says; under the last one's terms where none is named. A version that is not open, or not there, is refused.
    /// </summary>
    public static SignContract Accepting(Quote quote, int? version, Approval? approved)
    {
        var accepted = quote.Versions.FirstOrDefault(each => each.Number == version) ?? quote.Latest;
        return new(accepted.Terms) { Quote = new QuoteNamed(version ?? accepted.Number, Departs: false), Approved = approved };
    }

    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Opened(book) is { } closed) return closed;
        var offer = new Contract(Terms.Contract, [new TermsVersion(Terms.From, Terms, null)]);
        var faults = TermsChecks.All(book, Terms).Append(Check.New(book.Contracts, Terms.Contract, "contract", "contract"));
        var fact = new ContractSigned(Terms) { Quote = Quote, Approved = Approved };
        return Decision.Of(faults.Append(Quote is { } named ? QuoteChecks.Named(book, Terms, named, now) : null), () => fact) is Refused refused ? refused
            : FirstRefusals.Against(book, Terms, now) is { } first ? first
            : book.Sells(Terms) && Acceptance.Test(book, offer, now, owed: Approved is not null) is { } refusal ? refusal
            : fact;
    }
}

/// <summary>What terms must satisfy against a book, whether they are signed or amended.</summary>
static class TermsChecks
{
    public static IEnumerable<Refusal?> All(Book book, Terms terms) =>
        terms.Check().Cast<Refusal?>()
            .Append(terms.Seller == book.Owner || terms.Buyer == book.Owner ? null
                : new Refusal(RefusalCode.InvalidTerms, "seller", $"Neither '{terms.Seller}' nor '{terms.Buyer}' is the owner of this book, '{book.Owner}'."))
            .Concat(terms.Legs.Select((leg, i) => leg switch
            {
                Reserve reserve => Check.Known(book.Fleet.Pools, reserve.Pool, $"legs[{i}].reserve", "pool"),
                Backstop backstop => Check.Known(book.Fleet.Pools, backstop.Pool, $"legs[{i}].pool", "pool"),
                FirstRefusal right => Known(book, right.Over, $"legs[{i}]"),
                MostFavoured price => Known(book, price.Among.Pools, $"legs[{i}]"),
                _ => null,
            }));

    static Refusal? Known(Book book, PoolScope over, string field) => over.Pool is { } pool ? Check.Known(book.Fleet.Pools, pool, $"{field}.pool", "pool")
        : over.Class is { } name && !book.Fleet.Pools.Values.Any(known => known.Class == name)
            ? new Refusal(RefusalCode.NotFound, $"{field}.class", $"No pool is of the class '{name}'.") : null;
}
