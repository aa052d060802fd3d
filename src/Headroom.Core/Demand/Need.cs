using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>
/// What the owner of a product says it will need of a pool, or of a class of pools, beside what its history foretells: a launch, a training run. It counts as own demand on as many
/// paths as it is certain, so that a need that is only possible keeps only some capacity from being sold. What was filed last under an id holds.
/// </summary>
/// <param name="Product">The product that needs it: an internal customer.</param>
/// <param name="Home">The pool or class.</param>
/// <param name="Steps">How many GPUs from each date on, dates ascending; at most <see cref="MostSteps"/>.</param>
/// <param name="Through">The last day of it.</param>
/// <param name="Certainty">How certain it is, above 0 and at most 1.</param>
/// <param name="Floor">What own products keep of the home over these dates whatever the forecast says, 0 for none; floors of several needs add.</param>
/// <param name="Note">What it is for, at most 200 characters.</param>
public sealed record Need(Slug Id, Slug Product, Slug Home, ImmutableArray<NeedStep> Steps, LocalDate Through, decimal Certainty, Gpus Floor, string Note)
{
    public const int MostSteps = 100;

    /// <summary>The need on all paths: all of it or nothing.</summary>
    public Ensemble Paths(Calendar calendar, int paths, ulong seed)
    {
        ImmutableArray<Instant> starts = [Instant.MinValue, .. Steps.Select(step => calendar.StartOf(step.From)), calendar.StartOf(Through.PlusDays(1))];
        var values = new int[starts.Length * paths];
        // Needs come or not independently of each other, and the same ones in every process.
        var places = Draws.Places(Draws.SeedOf(Id.ToString(), seed), paths);
        for (var path = 0; path < paths; path++)
        {
            if (places[path] >= (double)Certainty) continue;
            for (var step = 0; step < Steps.Length; step++) values[(step + 1) * paths + path] = (int)Steps[step].Gpus.Count;
        }
        return new(starts, paths, values);
    }

    /// <summary>What is needed over time, should it come.</summary>
    public Timeline<long> GpusOver(Calendar calendar) =>
        Timeline<long>.Of(0, [.. Steps.Select(step => (calendar.StartOf(step.From), step.Gpus.Count)), (calendar.StartOf(Through.PlusDays(1)), 0)]);

    /// <summary>The floor over time.</summary>
    public Timeline<long> FloorOver(Calendar calendar) =>
        Timeline<long>.Of(0, [(calendar.StartOf(Steps[0].From), Floor.Count), (calendar.StartOf(Through.PlusDays(1)), 0)]);
}

/// <summary>From this date on so many GPUs are needed.</summary>
public readonly record struct NeedStep(LocalDate From, Gpus Gpus);

/// <summary>A product asks for capacity back that is sold, by a date.</summary>
/// <param name="Answer">What was decided, or null while it is open.</param>
public sealed record RecallRequest(Slug Id, Slug Product, Slug Pool, Gpus Gpus, LocalDate By, string Reason, RecallAnswer? Answer);

/// <summary>What was decided of a request for capacity: notices are then served one by one.</summary>
/// <param name="Granted">Whether it is to be brought back.</param>
public sealed record RecallAnswer(LocalDate On, bool Granted, string Reason);
