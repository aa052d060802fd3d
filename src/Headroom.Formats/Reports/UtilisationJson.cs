using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>Utilisation as JSON: by pool over all months, and by pool and month. Shares are of the GPU-hours installed; what was not measured is null.</summary>
public static class UtilisationJson
{
    /// <summary>The words for what own use rests on.</summary>
    public static readonly (string Word, OwnBasis Meaning)[] Bases =
        [("no own demand is known", OwnBasis.None), ("measured", OwnBasis.Measured), ("recorded demand", OwnBasis.History),
            ("recorded demand, then forecast", OwnBasis.HistoryAndForecast), ("forecast", OwnBasis.Forecast)];

    public static void Write(Utf8JsonWriter json, Book book, MonthSpan span, IReadOnlyCollection<UseRates> use, IReadOnlyCollection<UseRates> monthly,
        IEnumerable<CostBasis> basis) => json.Map(() =>
    {
        json.WriteNumber("position", book.Position);
        json.WriteString("from", Json.Text(span.From));
        json.WriteString("to", Json.Text(span.Through));
        Pools(json, use);
        json.List("months", monthly, each => json.Map(() =>
        {
            json.WriteString("month", Json.Text(each.Span.From));
            Row(json, each);
        }));
        CostsJson.Basis(json, basis);
    });

    /// <summary>One row a pool, and one of all where there are several, whose pool is null.</summary>
    public static void Pools(Utf8JsonWriter json, IEnumerable<UseRates> use) => json.List("pools", use, each => json.Map(() => Row(json, each)));

    static void Row(Utf8JsonWriter json, UseRates use)
    {
        json.WriteString("pool", use.Pool?.ToString());
        json.WriteNumber("installed-gpu-hours", use.Installed.Round(2));
        Share(json, "contracted", use.ContractedShare);
        foreach (var (name, rate) in new[] { ("allocated", use.Allocated), ("busy", use.Busy), ("goodput", use.Goodput), ("padding", use.Padding) })
        {
            Share(json, name, rate?.Share);
            json.WriteNumber($"{name}-measured-months", rate?.Measured ?? 0);
        }
        foreach (var (name, part) in new (string, Func<PoolMonth, Rational>)[] { ("own", month => month.OwnInAll), ("sold", month => month.SoldInAll),
            ("failed", month => month.Failed), ("handover", month => month.Handover), ("idle", month => month.Idle) })
        {
            json.WriteNumber($"{name}-gpu-hours", use.Hours(part).Round(2));
            Share(json, $"{name}-share", use.ShareOf(use.Hours(part)));
        }
        json.WriteString("own-rests-on", string.Join("; ", use.Bases.Select(basis => Terms.Words.Of(Bases, basis))));
    }

    static void Share(Utf8JsonWriter json, string name, decimal? share)
    {
        if (share is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }
}
