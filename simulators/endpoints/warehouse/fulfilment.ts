/** The work of the warehouse on one release, step by step in its own time: pick, pack, depart, deliver. */
import { drawPlan, halves } from './plan.ts';
import type { Plan } from './plan.ts';
import { outstanding } from './release.ts';
import type { Content, Parcel, ReleaseLine, WarehouseRelease, WarehouseShipment } from './release.ts';
import type { Site } from './site.ts';

const CARRIERS = ['Parcel Express', 'Northern Post'] as const;

function planOf(site: Site, { releaseId }: WarehouseRelease): Plan {
  return { ...drawPlan(site.settings.fates, site.seed, releaseId), ...site.plans.get(releaseId) };
}

/** Puts the release on the list of the pickers. */
export function startFulfilment(site: Site, release: WarehouseRelease): void {
  site.clock.after(site.settings.timing.pickAfterMs, () => beginPicking(site, release));
}

/** A picker takes the release up, or refuses it. Answers false where that was done before, or nothing is left to pick. */
export function beginPicking(site: Site, release: WarehouseRelease): boolean {
  const isOver = release.refusal !== undefined || release.lines.every((line) => outstanding(line) === 0);
  if (release.pickingBegan || isOver) return false;
  const plan = planOf(site, release);
  if (plan.refused) refuse(site, release);
  else pick(site, release, plan);
  return true;
}

function refuse(site: Site, release: WarehouseRelease): void {
  release.refusal = 'NO_CAPACITY';
  site.log('release-refused', release, release.number);
  site.touch(release);
}

function pick(site: Site, release: WarehouseRelease, plan: Plan): void {
  release.pickingBegan = true;
  const last = release.lines.findLast((line) => outstanding(line) > 0);
  if (plan.shorted && last) last.shorted = Math.min(1, outstanding(last));
  for (const line of release.lines) line.picked = outstanding(line);
  site.touch(release);
  site.clock.after(site.settings.timing.packAfterMs, () => pack(site, release, plan));
}

function makeParcel(site: Site, contents: readonly Content[]): Parcel {
  const trackingNumber = site.nextNumber('TRK');
  return { parcelId: site.nextNumber('PC'), trackingNumber, trackingUrl: `https://track.example/${trackingNumber}`, contents };
}

function makeShipment(site: Site, contents: readonly Content[], plan: Plan): WarehouseShipment {
  const number = site.nextNumber('SH');
  const parcels = plan.twoParcels ? halves(contents) : [contents];
  const carrier = CARRIERS[number.charCodeAt(number.length - 1) % 2] as string;
  return { number, status: 'PACKED', carrier, service: 'Standard', parcels: parcels.map((part) => makeParcel(site, part)) };
}

function pack(site: Site, release: WarehouseRelease, plan: Plan): void {
  const contents = release.lines
    .map((line) => ({ externalLine: line.externalLine, sku: line.sku, quantity: outstanding(line) }))
    .filter(({ quantity }) => quantity > 0);
  const parts = plan.split ? halves(contents) : [contents].filter((part) => part.length > 0);
  for (const part of parts) release.shipments.push(makeShipment(site, part, plan));
  site.touch(release);
  const { departAfterMs } = site.settings.timing;
  for (const [index, shipment] of release.shipments.entries()) {
    site.clock.after(departAfterMs * (index + 1), () => depart(site, release, shipment));
  }
}

/** Moves the shipped quantities of the lines in a shipment. */
function move(release: WarehouseRelease, { parcels }: WarehouseShipment, by: 1 | -1): void {
  for (const { externalLine, quantity } of parcels.flatMap(({ contents }) => contents)) {
    const line = release.lines.find((other) => other.externalLine === externalLine) as ReleaseLine;
    line.shipped = Math.round((line.shipped + by * quantity) * 1000) / 1000;
  }
}

/** A lorry takes the next shipment that stands packed, before its time. Answers whether there was one. */
export function sendNext(site: Site, release: WarehouseRelease): boolean {
  const next = release.shipments.find(({ status }) => status === 'PACKED');
  if (next) depart(site, release, next);
  return next !== undefined;
}

function depart(site: Site, release: WarehouseRelease, shipment: WarehouseShipment): void {
  if (shipment.status !== 'PACKED') return;
  shipment.status = 'DEPARTED';
  shipment.shippedAt = site.now();
  move(release, shipment, 1);
  site.log('shipment-departed', release, shipment.number);
  site.touch(release);
  const { scanAfterMs, deliverAfterMs } = site.settings.timing;
  site.clock.after(scanAfterMs, () => scan(site, release, shipment, 'IN_TRANSIT'));
  site.clock.after(scanAfterMs + deliverAfterMs, () => scan(site, release, shipment, 'DELIVERED'));
}

function scan(site: Site, release: WarehouseRelease, shipment: WarehouseShipment, status: 'IN_TRANSIT' | 'DELIVERED'): void {
  if (shipment.status === 'BROUGHT_BACK') return;
  shipment.status = status;
  if (status === 'DELIVERED') shipment.deliveredAt = site.now();
  site.touch(release);
}

/** A lorry comes back with a shipment that had departed. Answers whether there was one to bring back. */
export function bringBack(site: Site, release: WarehouseRelease, number: string): boolean {
  const shipment = release.shipments.find((other) => other.number === number);
  if (shipment?.status !== 'DEPARTED' && shipment?.status !== 'IN_TRANSIT') return false;
  shipment.status = 'BROUGHT_BACK';
  move(release, shipment, -1);
  site.log('shipment-brought-back', release, number);
  site.touch(release);
  return true;
}
