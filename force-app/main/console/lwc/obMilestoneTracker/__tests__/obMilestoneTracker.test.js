import ObMilestoneTracker from 'c/obMilestoneTracker';
import { orderSteps, returnSteps } from 'c/obMilestones';
import { findAll, mount, textOf } from 'test/mount';

const tracker = (steps) => mount('c-ob-milestone-tracker', ObMilestoneTracker, { steps });
const lines = [{ ordered: 3, shipped: 1 }];

describe('the tracker', () => {
  it('says of each step what it is and how far', async () => {
    const element = await tracker(orderSteps({ status: 'Partially shipped', promisedDate: '2026-11-24' }, lines));
    expect(textOf(element)).toBe(
      'Received done Accepted done In fulfilment partly done 1 of 3 Shipped partly done 1 of 3 Delivered still to come by Nov 24, 2026',
    );
    await expect(element).toBeAccessible();
  });

  it('marks where the order is', async () => {
    const element = await tracker(orderSteps({ status: 'Received' }, [{ ordered: 1 }]));
    const current = findAll(element, '[aria-current="step"]').map((step) => step.textContent.trim());
    expect(current).toEqual(['Acceptednow']);
  });

  it.each([
    ['a hold', orderSteps({ status: 'On hold' }, lines), 'On hold needs attention'],
    ['a partial cancellation', orderSteps({ status: 'Shipped' }, [{ ordered: 3, cancelled: 1, shipped: 2 }]), 'Cancelled ended 1 of 3'],
    [
      'a return',
      orderSteps({ status: 'Completed' }, [{ ordered: 2, shipped: 2, delivered: 2, returned: 1 }]),
      'Returned partly done 1 of 2',
    ],
    [
      'a pickup',
      orderSteps({ status: 'Shipped', pickupLocation: 'S1' }, [{ ordered: 1, shipped: 1 }]),
      'Ready for pickup done Picked up now',
    ],
    ['a declined return', returnSteps({ status: 'Declined', requestedAt: '2026-11-21T12:00:00Z' }), 'Declined needs attention'],
    ['a step it has no name for', [{ key: 'teleported', state: 'done' }], 'teleported done'],
    ['nothing', undefined, ''],
  ])('shows %s', async (_, steps, text) => {
    const element = await tracker(steps ?? []);
    expect(textOf(element)).toContain(text);
    await expect(element).toBeAccessible();
  });
});
