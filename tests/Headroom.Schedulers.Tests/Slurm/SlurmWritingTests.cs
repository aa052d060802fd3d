using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.Slurm;
using Headroom.Schedulers.State;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Slurm;

public sealed class SlurmWritingTests
{
    static readonly Schedulers.Clusters.Cluster Cluster = new(North, [new(Pool, "gres/gpu:h100", ["batch"])], Schedulers.Clusters.Consent.None);

    [Fact]
    public void Accounts_are_written_at_once_each_under_the_parent_that_it_has_and_with_what_differs_alone()
    {
        var old = Entry.Of("account", "acme").With("qos", "firm").With("default-qos", "firm").With("parent", "group").With(Pool, new Gpus(8));
        var text = SlurmWriting.Accounts(Cluster, "private",
            [new(Entry.Of("account", "acme").With("qos", "firm").With(Pool, new Gpus(16)), old),
                new(Entry.Of("account", "zeta").With("qos", "firm").With("default-qos", "firm").With(Pool, new Gpus(4)), null)]);

        Assert.Equal(
            "Cluster - 'private'\nParent - 'group'\nAccount - 'acme':GrpTRES='gres/gpu:h100=16'\nParent - 'root'\nAccount - 'zeta':Description='zeta':Organization='headroom':GrpTRES='gres/gpu:h100=4':DefaultQOS='firm':QOS='firm'\n", text);
    }

    [Fact]
    public void Levels_that_others_name_are_written_first()
    {
        Change[] changes = [.. SlurmEntries.Of(Cluster, Core.Views.Quotas.Of(Core.Books.Book.Empty, At(NewYear)),
            At(NewYear)).Entries.Values.Select(entry => new Change(entry, null))];

        Assert.Equal(["own", "interruptible", "firm", "recallable"], SlurmWriting.Levels(changes).Select(arguments => arguments[4]));
        Assert.Equal(["-i", "-Q", "modify", "qos", "where", "name=firm", "set", "Priority=1000"],
            Assert.Single(SlurmWriting.Levels(
                [new(Entry.Of("qos", "firm").With("priority", "1000").With("preempts", "own"), Entry.Of("qos", "firm").With("priority", "0").With("preempts", "own"))])));
    }

    // Law: whatever a name holds, either it is plain or nothing is written.
    [Fact]
    public void No_name_becomes_more_than_a_name() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), given =>
    {
        var name = given.Get;
        try
        {
            var text = SlurmWriting.Accounts(Cluster, "private", [new(Entry.Of("account", name).With("qos", "firm").With(Pool, new Gpus(8)), null)]);
            return SlurmName.Is(name) && text.Split('\n').Length == 4 && text.Count(letter => letter == '\'') == 14;
        }
        catch (SchedulerUnavailable) { return !SlurmName.Is(name); }
    }).Check(Laws.Seeded.WithMaxTest(1000));

    [Theory]
    [InlineData("acme;reboot")]
    [InlineData("acme'")]
    [InlineData("acme\n")]
    [InlineData("$(acme)")]
    [InlineData("a:GrpTRES=gres/gpu=9")]
    [InlineData("-i")]
    [InlineData("acme,root")]
    [InlineData("")]
    [InlineData("Acme")]
    public void Such_names_are_none(string name) => Assert.False(SlurmName.Is(name));
}
