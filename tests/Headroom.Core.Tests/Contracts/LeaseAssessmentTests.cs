using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class LeaseAssessmentTests
{
    internal static readonly LeaseAssessment Filing =
        new(Start, Identification.Class, SubstitutionRight.Substantive, UseDirected.Buyer, Side.Seller, 1m, false, Slug.Of("controller"), "operated service");

    // Law: whatever else is answered, a substantive right to substitute makes it a service, and so does a use that the seller directs.
    [Fact]
    public void A_substantive_right_to_substitute_or_a_seller_who_directs_makes_it_a_service() =>
        Assert.All(All(), lease => Assert.True(!lease.IsLease || (lease.Substitution != SubstitutionRight.Substantive && lease.Directs != UseDirected.Seller)));

    // Law: the finding names both answers and what they come to.
    [Fact]
    public void The_finding_says_what_the_answers_come_to() =>
        Assert.All(All(), lease => Assert.EndsWith(lease.IsLease ? "a lease" : "a service", lease.Finding));

    // By hand: named machines, no right to substitute, the customer decides: a lease.
    [Fact]
    public void Named_units_that_the_buyer_directs_are_a_lease() =>
        Assert.True((Filing with { Identified = Identification.Serials, Substitution = SubstitutionRight.None, ShareOfOutput = 0.1m }).IsLease);

    // By hand: the whole of a site is identified without serials; a tenth of it is not.
    [Theory]
    [InlineData(1.0, true)]
    [InlineData(0.9, true)]
    [InlineData(0.1, false)]
    public void A_class_is_identified_only_as_substantially_all_of_a_site(double share, bool isLease) =>
        Assert.Equal(isLease, (Filing with { Substitution = SubstitutionRight.NotSubstantive, ShareOfOutput = (decimal)share }).IsLease);

    // What was designed in advance is controlled by who operates it.
    [Fact]
    public void What_is_predetermined_is_controlled_by_its_operator()
    {
        var set = Filing with { Substitution = SubstitutionRight.None, Directs = UseDirected.Predetermined };

        Assert.True((set with { Operates = Side.Buyer }).IsLease);
        Assert.False((set with { Operates = Side.Seller }).IsLease);
    }

    static IEnumerable<LeaseAssessment> All() =>
        from identified in Enum.GetValues<Identification>()
        from substitution in Enum.GetValues<SubstitutionRight>()
        from directs in Enum.GetValues<UseDirected>()
        from operates in new[] { Side.Seller, Side.Buyer }
        from share in new[] { 0m, 0.5m, 0.9m, 1m }
        select Filing with { Identified = identified, Substitution = substitution, Directs = directs, Operates = operates, ShareOfOutput = share };
}
