using System.Runtime.CompilerServices;
using Headroom.Core.Units;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Journal.Tests.Keeping;

/// <summary>
/// What this program does as a process that sells: it tries to sign one small contract after the other on the pool of
/// <see cref="Saying"/>, and tells each outcome on a line, <c>signed ID POSITION</c> or <c>refused ID CODE</c>, only after the
/// bookkeeper returned.
/// </summary>
static class Seller
{
    /// <summary>The first argument that makes the program a seller; the others are the book, the seller's name and a seed.</summary>
    public const string Word = "contract-seller";

    public const int Contracts = 60;

    /// <summary>Before the tests' own entry point: a seller never becomes a test run.</summary>
    [ModuleInitializer]
    internal static void Begin()
    {
        if (Environment.GetCommandLineArgs() is [_, Word, var book, var name, var seed]) Environment.Exit(Run(book, name, int.Parse(seed)));
    }

    /// <summary>The term of a seller's contract: 1 to 9 months that begin in the first year.</summary>
    static (LocalDate From, LocalDate Through) Term(Random random)
    {
        var from = Saying.NewYear.PlusDays(random.Next(365));
        return (from, from.PlusDays(random.Next(30, 280)));
    }

    static int Run(string book, string name, int seed)
    {
        using var keeper = new Bookkeeper(Journals.Open(book, create: false), new SetClock(Saying.NewYear));
        var random = new Random(seed);
        for (var i = 0; i < Contracts; i++)
        {
            var ((from, through), id) = (Term(random), $"{name}-{i}");
            Console.WriteLine(keeper.Execute(Saying.Sign(id, random.Next(10, 80), from, through), Slug.Of(name)) switch
            {
                Outcome.Done done => $"signed {id} {done.First}",
                Outcome.Refused refused => $"refused {id} {refused.Refusal.Code}",
                _ => "",
            });
            Console.Out.Flush();
        }
        return 0;
    }
}
