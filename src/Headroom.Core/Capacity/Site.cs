using Headroom.Core.Time;
using Headroom.Core.Units;

namespace Headroom.Core.Capacity;

/// <summary>
/// A node of the site tree (region, site, hall) with its power limit in kW at the facility meter. What a pool can run is the least
/// along the path to the root. <see cref="Zone"/> is the tzdb zone of its operations.
/// </summary>
/// <param name="Parent">The node above, or null at a root.</param>
/// <param name="Limit">Facility power in force over time; null where nothing is limited at this node.</param>
public sealed record Site(Slug Id, Slug? Parent, string Zone, Timeline<Kilowatts>? Limit);

/// <summary>
/// Interchangeable GPUs at one site: the unit in which capacity is planned, sold and forecast.
/// </summary>
/// <param name="Class">Pools of one class can serve each other's own demand; null when nothing else can stand in.</param>
/// <param name="Block">The least quantity handed over (8 for a node, 72 for a rack); headroom rounds down to blocks.</param>
/// <param name="Draw">Facility power per GPU as an exact ratio.</param>
/// <param name="Spare">GPUs held back against failures (N+k); a sale of the whole pool as it is carries no such allowance.</param>
public sealed record Pool(Slug Id, Slug Site, Slug? Class, Gpus Block, PowerDraw Draw, Gpus Spare);
