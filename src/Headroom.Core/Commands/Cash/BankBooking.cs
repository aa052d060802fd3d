using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Core.Commands;

/// <summary>What is said to the book for a line of a bank statement: one receipt, one refund or one return, with the bank's reference, which is recorded once.</summary>
public static class BankBooking
{
    /// <summary>The most characters of the remittance text that a receipt keeps.</summary>
    public const int MostReference = 500;

    /// <summary>The command of a proposal; null for a line that is left to a person or is recorded already.</summary>
    public static Command? Of(BankMatch match)
    {
        var line = match.Line;
        if (!match.IsProposed) return null;
        var reference = line.Remittance.Length <= MostReference ? line.Remittance : line.Remittance[..MostReference];
        if (match.ReturnOf is { } returned)
            return new ReturnPayment(returned, line.Booked, -line.Amount, reference.Length > 0 ? reference : "taken back by the bank", line.Reference);
        return match.RefundOf is { } of ? new PayRefund(of, line.Booked, -line.Amount, line.Currency, reference, line.Reference)
            : new RecordReceipt(null, match.Customer!.Value, line.Booked, line.Amount, line.Currency, reference, line.Reference,
                [.. match.Pays.Select(part => new Application(part.Invoice, part.Amount))])
            { On = match.On };
    }
}
