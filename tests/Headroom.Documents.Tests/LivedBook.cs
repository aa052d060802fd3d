using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Documents.Paper;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Journal.Scenarios;
using NodaTime;

namespace Headroom.Documents.Tests;

/// <summary>An example lived for fifteen months in a book on disk, which is gone when its tests have run.</summary>
public sealed class LivedBook : IDisposable
{
    static readonly Slug Actor = Slug.Of("tester");

    readonly string _folder = Directory.CreateTempSubdirectory("headroom-documents-").FullName;

    public LivedBook()
    {
        Keeper = new Bookkeeper(Journals.Open(_folder, create: true), new Stopped());
        var directory = Example("clauses");
        var scenario = Loader.Read(directory).Value!;
        foreach (var (_, refusal) in new Play(Keeper, new Loader(Keeper, directory, scenario, Actor), scenario, Actor).Until(new LocalDate(2027, 4, 1))) Assert.Null(refusal);
        Papers = new Papers(Keeper);
        Book = Keeper.CatchUp();
        Issued = [.. Papers.Issued(Book.Position, _ => true)];
    }

    public Bookkeeper Keeper { get; }
    public Papers Papers { get; }
    public Book Book { get; }

    /// <summary>Every document that was issued, in order.</summary>
    public ImmutableArray<InvoicePaper> Issued { get; }

    public void Say(Core.Commands.Command command) => Assert.IsType<Outcome.Done>(Keeper.Execute(command, Actor));

    public void Dispose()
    {
        Keeper.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static string Example(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "examples", name))) return Path.Combine(folder.FullName, "examples", name);
        throw new InvalidOperationException($"No folder above holds examples/{name}.");
    }

    sealed class Stopped : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUtc(2026, 1, 1, 0, 0);
    }
}
