using System.Text;

namespace Headroom.Formats.Tests;

/// <summary>The deal as a person writes it, and ways to damage it.</summary>
static class Written
{
    public const string Terms = """
        contract: anthropic-colossus
        seller: spacex-ai
        buyer: anthropic
        zone: America/Chicago
        currency: USD
        term: { from: 2026-05-01, through: 2029-05-31 }
        legs:
          - reserve: colossus-1
            of: { gpus: 220000, kilowatts: 300000 }
            steps:
              - { from: 2026-05-01, share: 50% }
              - { from: 2026-07-01, share: 100% }
          - monthly: fee
            steps:
              - { from: 2026-05-01, amount: { assume: ramp-fee } }
              - { from: 2026-07-01, amount: 1250000000 }
            proration: actual-days
          - exit: either party
            lock-in: 3 months
            early-notice: refused
            notice: 90 days
        policy:
          revenue: availability-then-straight-line
        assumptions:
          - name: ramp-fee
            unit: USD a month
            range: { low: 0, high: 1250000000 }
            variants: { half: 625000000, inferred: 761865000 }
            use: half
            source: the fee is reported as reduced in May and June
        sources:
          - { date: 2026-05-20, document: S-1, says: "90 days' notice" }
        """;

    /// <summary>The terms with one text replaced, which must be there.</summary>
    public static string With(string text, string other) =>
        Terms.Contains(text, StringComparison.Ordinal) ? Terms.Replace(text, other, StringComparison.Ordinal) : throw new ArgumentException(text);

    public static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
