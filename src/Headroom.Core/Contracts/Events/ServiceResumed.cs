using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>Service goes on before the pause was to end; the date is the first day served again. Refused when no pause stands on the day before it.</summary>
public sealed record ServiceResumed(LocalDate On, string Clause) : ContractEvent(On)
{
    public override string Word => "service-resumed";

    public override string Says => $"service goes on under '{Clause}'";

    public override IEnumerable<Refusal> Check(Contract contract) => Standing(contract) is not null ? []
        : [new Refusal(RefusalCode.NotFound, "on", $"No pause under '{Clause}' stands on {Say.Date(On.PlusDays(-1))} that would last until {Say.Date(On)}.")];

    public override Contract Apply(Contract contract) => base.Apply(contract) is var said && Pause.Of(contract, Clause, On) is { Extends: true } && Standing(contract) is { } pause
        ? said.PutOff(-Period.DaysBetween(On, pause.End)) : said;

    (LocalDate From, LocalDate End)? Standing(Contract contract) => Pause.Of(contract, Clause, On)?.Days(contract.Events)
        .Where(each => each.From < On && On < each.End).Select(each => ((LocalDate, LocalDate)?)each).FirstOrDefault();
}
