using System.Collections.Immutable;
using Headroom.Core.Documents;

namespace Headroom.Core.Views;

/// <summary>
/// Which several invoices of one customer come to an amount to the cent. Of each customer the oldest few are tried, and the search ends after a
/// stated number of steps, so that a statement with many lines ends too.
/// </summary>
sealed class SumSearch(decimal amount)
{
    /// <summary>The most invoices of one customer that are tried together.</summary>
    public const int MostInvoices = 20;

    /// <summary>The most sums that are tried for one amount.</summary>
    public const int MostSteps = 20_000;

    readonly Stack<(Invoice Invoice, decimal Open)> _chosen = new();
    readonly List<ImmutableArray<(Invoice Invoice, decimal Open)>> _found = [];
    int _steps;

    /// <summary>The sets found; two are enough to know that there is no single answer.</summary>
    public IReadOnlyList<ImmutableArray<(Invoice Invoice, decimal Open)>> Found => _found;

    /// <summary>Whether it ended before everything was tried.</summary>
    public bool IsCutShort => _steps >= MostSteps;

    /// <summary>Tries one customer's open invoices, the oldest due first.</summary>
    /// <param name="least">How many a set has at least.</param>
    public void Try(IEnumerable<(Invoice Invoice, decimal Open)> open, int least)
    {
        var items = open.Take(MostInvoices).ToArray();
        var rest = new decimal[items.Length + 1];
        for (var i = items.Length - 1; i >= 0; i--) rest[i] = rest[i + 1] + items[i].Open;
        Try(items, rest, 0, amount, least);
    }

    void Try((Invoice Invoice, decimal Open)[] items, decimal[] rest, int from, decimal left, int least)
    {
        if (_found.Count == 2 || IsCutShort) return;
        _steps++;
        if (left == 0)
        {
            if (_chosen.Count >= least) _found.Add([.. _chosen.Reverse()]);
            return;
        }
        for (var i = from; i < items.Length && left <= rest[i]; i++)
        {
            if (items[i].Open > left) continue;
            _chosen.Push(items[i]);
            Try(items, rest, i + 1, left - items[i].Open, least);
            _chosen.Pop();
        }
    }
}
