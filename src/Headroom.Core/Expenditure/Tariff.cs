using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Expenditure;

/// <summary>
/// What a kilowatt-hour costs at a site and everywhere under it over a run of dates, and how many are taken. No two tariffs hold for the same
/// place on one date. Said again under its id it is corrected from the beginning.
/// </summary>
/// <param name="Through">The last day on which it holds, or null while none is known.</param>
/// <param name="PerKilowattHour">The price of a kilowatt-hour, 0 to <see cref="MostPrice"/>.</param>
public sealed record Tariff(Slug Id, Slug Site, LocalDate From, LocalDate? Through, decimal PerKilowattHour, Currency Currency, PowerBasis Basis)
{
    /// <summary>The highest price accepted for a kilowatt-hour.</summary>
    public const decimal MostPrice = 100_000m;

    /// <summary>Whether both hold on some date.</summary>
    public bool Meets(Tariff other) => (other.Through is not { } theirs || From <= theirs) && (Through is not { } mine || other.From <= mine);
}

/// <summary>How the energy that a tariff prices is found. A closed set.</summary>
public abstract record PowerBasis
{
    private protected PowerBasis() { }
}

/// <summary>Installed GPUs at their pool's draw, which is at the facility meter: the overhead of cooling is in it already.</summary>
/// <param name="Load">The mean share of that draw that is taken, 0 to 1.</param>
public sealed record AtDraw(decimal Load) : PowerBasis;

/// <summary>Installed GPUs times kilowatts of computing a GPU times the facility's overhead (PUE).</summary>
/// <param name="PerGpu">Kilowatts of computing for each GPU, 0 to 1,000.</param>
/// <param name="Pue">Power usage effectiveness, 1 to 5: facility power over computing power.</param>
public sealed record AtPue(decimal PerGpu, decimal Pue) : PowerBasis;

/// <summary>So much power at every hour, whether GPUs draw it or not: a contracted or a measured take, shared by installed GPU-hours.</summary>
public sealed record AtTake(Kilowatts Power) : PowerBasis;
