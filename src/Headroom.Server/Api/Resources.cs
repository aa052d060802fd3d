using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Every resource of the API, in the order in which a book grows.</summary>
static class Resources
{
    public static void Map(Routes routes)
    {
        Books.Map(routes);
        Parties.Map(routes);
        Settings.Map(routes);
        Sites.Map(routes);
        Supplies.Map(routes);
        Demands.Map(routes);
        Contracts.Map(routes);
        Quotes.Map(routes);
        Clauses.Map(routes);
        Inquiries.Map(routes);
        Portfolios.Map(routes);
        WhatIfs.Map(routes);
        Valuations.Map(routes);
        Months.Map(routes);
        Closings.Map(routes);
        Postings.Map(routes);
        Invoices.Map(routes);
        Corrections.Map(routes);
        Payments.Map(routes);
        Banking.Map(routes);
        Claims.Map(routes);
        Accounts.Map(routes);
        Exports.Map(routes);
        Capacities.Map(routes);
        Usages.Map(routes);
        Availabilities.Map(routes);
        IncidentRoutes.Map(routes);
        Outlays.Map(routes);
        Returns.Map(routes);
        Needs.Map(routes);
        Blocks.Map(routes);
        Reclaims.Map(routes);
        Clusters.Map(routes);
        Reports.Map(routes);
        Disclosures.Map(routes);
        Accounting.Map(routes);
        Explanations.Map(routes);
        Journals.Map(routes);
    }
}
