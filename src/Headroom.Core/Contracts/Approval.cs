using Headroom.Core.Units;

namespace Headroom.Core.Contracts;

/// <summary>Who took it upon them to sell, or to hold for a sale, beyond a limit of the policy or the risk to own products; nothing may be sold twice even so.</summary>
/// <param name="By">The party or person, by an opaque id.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
public sealed record Approval(Slug By, string Reason)
{
    /// <summary>Whether an approval lifts what a sale is refused for.</summary>
    public static bool Lifts(Refusal refusal) => refusal.Code is RefusalCode.PolicyLimit or RefusalCode.OwnDemandCrowdedOut;
}
