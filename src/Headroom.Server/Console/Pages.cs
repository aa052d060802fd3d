using Headroom.Core.Units;
using Headroom.Server.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Headroom.Server.Console;

/// <summary>The console's pages by path. Every state of a page stands in its address; a fault in it is shown as a page too.</summary>
static class Pages
{
    public static void Map(IEndpointRouteBuilder site, Desk desk)
    {
        SandboxClock.Map(site, desk);
        QuoteSigning.Map(site, desk);
        BankForms.Map(site, desk);
        IndicesModel.MapForm(site, desk);
        PartiesModel.MapForms(site, desk);
        Page<OverviewPage, OverviewModel>(site, desk, "/", OverviewModel.Of);
        Page<ContractsPage, ContractsModel>(site, desk, "/contracts", ContractsModel.Of);
        Page<ContractPage, ContractModel>(site, desk, "/contracts/{contract}", ContractModel.Of);
        Page<DemandPage, DemandModel>(site, desk, "/demand", DemandModel.Of);
        Page<HeadroomPage, HeadroomModel>(site, desk, "/headroom", HeadroomModel.Of);
        Page<QuotesPage, QuotesModel>(site, desk, "/quotes", QuotesModel.Of);
        Page<InquiryPage, InquiryModel>(site, desk, "/inquiries", InquiryModel.Of);
        Page<PortfolioPage, PortfolioModel>(site, desk, "/quotes/portfolio", PortfolioModel.Of);
        Page<QuotePage, QuoteModel>(site, desk, "/quotes/{quote}", QuoteModel.Of);
        Page<WhatIfPage, WhatIfModel>(site, desk, "/what-if", WhatIfModel.Of);
        Page<IndicesPage, IndicesModel>(site, desk, "/indices", IndicesModel.Of);
        Page<PartiesPage, PartiesModel>(site, desk, "/parties", PartiesModel.Of);
        Page<PartyPage, PartyModel>(site, desk, "/parties/{party}", PartyModel.Of);
        Page<ValuePage, ValueModel>(site, desk, "/contracts/{contract}/value", ValueModel.Of);
        Page<InvoicesPage, InvoicesModel>(site, desk, "/invoices", InvoicesModel.Of);
        Page<ClaimsPage, ClaimsModel>(site, desk, "/invoices/open-matters", ClaimsModel.Of);
        Page<WhyPage, WhyModel>(site, desk, "/invoices/{invoice}/why", WhyModel.Of);
        Page<InvoicePage, InvoiceModel>(site, desk, "/invoices/{invoice}", InvoiceModel.Of);
        Page<BankPage, BankModel>(site, desk, "/bank", BankModel.Of);
        Page<BankPage, BankModel>(site, desk, "/bank/{statement}", BankModel.Of);
        Page<AccountsPage, AccountsModel>(site, desk, "/accounts", AccountsModel.Of);
        Page<AccountPage, AccountModel>(site, desk, "/accounts/{customer}", AccountModel.Of);
        Page<MonthsPage, MonthsModel>(site, desk, "/months", MonthsModel.Of);
        Page<ReturnsPage, ReturnsModel>(site, desk, "/returns", ReturnsModel.Of);
        Page<ClustersPage, ClustersModel>(site, desk, "/clusters", ClustersModel.Of);
        Page<BlocksPage, BlocksModel>(site, desk, "/blocks", BlocksModel.Of);
        Page<UsagePage, UsageModel>(site, desk, "/usage", UsageModel.Of);
        Page<AvailabilityPage, AvailabilityModel>(site, desk, "/availability", AvailabilityModel.Of);
        Page<PurchasesPage, PurchasesModel>(site, desk, "/purchases", PurchasesModel.Of);
        Page<RightsPage, RightsModel>(site, desk, "/rights", RightsModel.Of);
        Page<DisclosurePage, DisclosureModel>(site, desk, "/disclosure", DisclosureModel.Of);
        Page<JournalPage, JournalModel>(site, desk, "/journal", JournalModel.Of);
    }

    static void Page<TPage, TModel>(IEndpointRouteBuilder site, Desk desk, string path, Func<Asked, TModel?> model)
        where TPage : IComponent where TModel : class =>
        site.MapGet(path, (HttpContext http) => Answer<TPage, TModel>(http, desk, model)).ExcludeFromDescription();

    static IResult Answer<TPage, TModel>(HttpContext http, Desk desk, Func<Asked, TModel?> model) where TPage : IComponent where TModel : class
    {
        var faults = new List<Refusal>();
        var input = Inputs.Of(http, faults, ofForm: true);
        if (Reading.Shown(desk, input) is not { } shown) return TroublePage.Of(Problem.Of(faults));
        if (shown.Book.Opened is null)
            return TroublePage.Of(Problem.Of(
                new Refusal(RefusalCode.NotFound, "book", "This book is empty: nothing has been said in it yet. Load an example or a scenario with 'headroom load'.")));
        var made = model(new Asked(desk, shown, input) { Gone = http.RequestAborted });
        input.Done();
        return faults.Count > 0 || made is null ? TroublePage.Of(Problem.Of(faults)) : new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Model"] = made });
    }
}
