using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The seller calls the guarantor for an invoice. Refused without support, after its end, and above what is left of its cap; by the command also
/// before the invoice is unpaid long enough and above what is open of it without dispute.
/// </summary>
/// <param name="Invoice">The invoice's number.</param>
/// <param name="Amount">Positive, with no more digits than the currency has.</param>
public sealed record SupportCalled(LocalDate On, string Invoice, decimal Amount) : ContractEvent(On)
{
    public override string Word => "support-called";

    public override string Says => $"the guarantor is called for {Say.Number(Amount)} of {Invoice}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (Support.Of(contract, On) is not { } support)
        {
            yield return new Refusal(RefusalCode.NotFound, "event", $"Nobody answers for the buyer of '{contract.Id}' on {Say.Date(On)}.");
            yield break;
        }
        if (Amount <= 0 || ((Rational)Amount).Round(contract.Terms.Currency.Digits) != Amount)
            yield return new Refusal(RefusalCode.OutOfRange, "amount",
                $"{Say.Number(Amount)} is not an amount above 0 of at most {contract.Terms.Currency.Digits} digits after the point.");
        if (On > support.Until)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"'{support.Guarantor}' answered until {Say.Date(support.Until.Value)}.").With("until",
                Say.Date(support.Until.Value));
        else if (support.Cap - Support.CalledBy(contract, LocalDate.MaxIsoValue) is var left && Amount > left)
            yield return new Refusal(RefusalCode.OutOfRange, "amount",
                $"{Say.Money(Amount, contract.Terms)} is above what is left of the cap: {Say.Money(support.Cap, contract.Terms)} less calls leaves {Say.Money(left, contract.Terms)}.")
                .With("cap", Say.Number(support.Cap)).With("left", Say.Number(left));
    }
}
