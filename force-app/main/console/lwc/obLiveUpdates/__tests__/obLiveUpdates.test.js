import { makeLiveUpdates, nextDelayMs } from 'c/obLiveUpdates';

const delay = (change) => nextDelayMs({ mode: 'Adaptive', isActive: false, unchanged: 0, failures: 0, chance: 0.5, ...change });

describe('the pace', () => {
  it('is seldom where nothing is expected, soon where something is', () => {
    expect(delay({})).toBe(45_000);
    expect(delay({ isActive: true })).toBe(2500);
  });

  it('slows down while nothing new comes, to half a minute at most', () => {
    expect([1, 2, 20].map((unchanged) => delay({ isActive: true, unchanged }))).toEqual([4000, 6400, 30_000]);
  });

  it('slows down where nothing is expected, too, to two minutes: the broker’s heartbeat must not look old', () => {
    expect([0, 1, 2, 3, 20].map((unchanged) => delay({ unchanged }))).toEqual([45_000, 72_000, 115_200, 120_000, 120_000]);
    expect(delay({ mode: 'Poll', unchanged: 20 })).toBe(45_000);
  });

  it('backs off from a server in trouble, to five minutes at most', () => {
    expect([1, 2, 3, 20].map((failures) => delay({ isActive: true, failures }))).toEqual([10_000, 20_000, 40_000, 300_000]);
  });

  it('is constant if the admin wants that, and never if switched off', () => {
    expect(delay({ mode: 'Poll', isActive: true })).toBe(45_000);
    expect(delay({ mode: 'Off', isActive: true })).toBeUndefined();
  });

  it('differs from browser to browser by a tenth either way', () => {
    expect([delay({ chance: 0 }), delay({ chance: 1 })]).toEqual([40_500, 49_500]);
  });
});

describe('live updates', () => {
  function page({ refresh = jest.fn(async () => 'same'), mode = 'Adaptive', looked = { at: true } } = {}) {
    const timers = [];
    const updates = makeLiveUpdates({
      refresh,
      situation: () => ({ mode, isActive: true }),
      isLookedAt: () => looked.at,
      chance: () => 0.5,
      startTimer: (work, ms) => timers.push({ work, ms }) - 1,
      stopTimer: (id) => delete timers[id],
    });
    const fire = async () => {
      const index = timers.findLastIndex(Boolean);
      const { work } = timers[index];
      delete timers[index];
      await work();
    };
    const waiting = () => timers.filter(Boolean).map(({ ms }) => ms);
    return { refresh, updates, fire, waiting, looked };
  }

  it('ask, wait and ask again', async () => {
    const { updates, fire, waiting, refresh } = page();
    updates.start();
    expect(waiting()).toEqual([2500]);
    await fire();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(waiting()).toEqual([4000]);
  });

  it('are quick again as soon as something was new, or was asked for', async () => {
    const refresh = jest.fn(async () => 'same');
    const { updates, fire, waiting } = page({ refresh });
    updates.start();
    await fire();
    updates.hurry();
    expect(waiting()).toEqual([2500]);
    await fire();
    refresh.mockResolvedValueOnce('new');
    await fire();
    expect(waiting()).toEqual([2500]);
  });

  it('do not ask while nobody looks, and at once when told to', async () => {
    const looked = { at: false };
    const { updates, waiting, refresh } = page({ looked });
    updates.start();
    expect(waiting()).toEqual([]);
    looked.at = true;
    await updates.now();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(waiting()).toHaveLength(1);
  });

  it('ask once although told twice', async () => {
    const { updates, refresh } = page();
    updates.start();
    await Promise.all([updates.now(), updates.now()]);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('back off when the server fails, and recover', async () => {
    const refresh = jest.fn().mockResolvedValueOnce('failed').mockRejectedValueOnce(new Error('503')).mockResolvedValue('same');
    const { updates, fire, waiting } = page({ refresh });
    updates.start();
    await fire();
    expect(waiting()).toEqual([10_000]);
    await fire();
    expect(waiting()).toEqual([20_000]);
    await fire();
    expect(waiting()).toEqual([4000]);
  });

  it('stop when told to, or switched off', async () => {
    const { updates, waiting } = page();
    updates.start();
    updates.stop();
    expect(waiting()).toEqual([]);
    await updates.now();
    expect(waiting()).toEqual([]);
    const off = page({ mode: 'Off' });
    off.updates.start();
    expect(off.waiting()).toEqual([]);
  });
});
