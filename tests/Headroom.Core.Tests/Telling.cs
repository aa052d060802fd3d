using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Tests;

/// <summary>Tells a book commands as its one writer would: decide, then fold the facts in.</summary>
static class Telling
{
    static readonly Slug Actor = Slug.Of("tester");

    /// <summary>The book after these commands, every one of which must be accepted.</summary>
    public static Book Told(this Book book, Instant now, params Command[] commands) => commands.Aggregate(book, (told, command) =>
        command.Decide(told, When(told, command, now)) is Accepted accepted ? told.Saying(now, [.. accepted.Facts])
            : throw new InvalidOperationException($"{command} was refused: {((Refused)command.Decide(told, now)).Refusal}"));

    /// <summary>A month is closed as soon as it is over, so that its invoices bear that date however late the test says it.</summary>
    static Instant When(Book book, Command command, Instant now) => command is CloseMonth && command.NotBefore(book) < now ? command.NotBefore(book) : now;

    /// <summary>The book after a command that may be refused; then it is the same book.</summary>
    public static Book Asked(this Book book, Instant now, Command command) =>
        command.Decide(book, now) is Accepted accepted ? book.Saying(now, [.. accepted.Facts]) : book;

    /// <summary>The book once these facts have been said, whether or not a command would say them.</summary>
    public static Book Saying(this Book book, Instant now, params FactBody[] facts) =>
        facts.Aggregate(book, (said, fact) => said.With(new Fact(said.Position + 1, now, Actor, fact)));

    /// <summary>The facts that a command makes, numbered as they would be recorded.</summary>
    public static IEnumerable<Fact> Facts(this Book book, Instant now, params Command[] commands)
    {
        foreach (var command in commands)
            foreach (var body in ((Accepted)command.Decide(book, When(book, command, now))).Facts)
            {
                var fact = new Fact(book.Position + 1, now, Actor, body);
                book = book.With(fact);
                yield return fact;
            }
    }

    /// <summary>The refusal of a command, which must be one.</summary>
    public static Refusal Refusing(this Book book, Instant now, Command command)
    {
        var refused = Assert.IsType<Refused>(command.Decide(book, now));
        Assert.EndsWith(".", refused.Refusal.Says);
        return refused.Refusal;
    }

    /// <summary>A command is refused for this reason, naming this field.</summary>
    public static void Refuses(this Book book, Instant now, Command command, RefusalCode code, string field)
    {
        var refusal = book.Refusing(now, command);
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }
}
