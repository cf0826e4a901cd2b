import { makeBatch } from 'c/obBatch';

const done = async (ids) => ids.map((exceptionId) => ({ exceptionId }));

function batchOf(ids, send, portion = 2) {
  const told = [];
  return { told, batch: makeBatch(ids, { portion, send, tell: (progress) => told.push(progress) }) };
}

describe('work on many', () => {
  it('goes out portion by portion, and says at each step what is on its way', async () => {
    const { told, batch } = batchOf(['a', 'b', 'c'], done);
    await batch.go();
    expect(told.map(({ current, answers, isRunning }) => [current, answers.length, isRunning])).toEqual([
      [['a', 'b'], 0, true],
      [['a', 'b'], 2, true],
      [['c'], 2, true],
      [['c'], 3, true],
      [[], 3, false],
    ]);
  });

  it('stops at a failure, and goes on from there', async () => {
    const lost = new Error('lost');
    const send = jest.fn(done).mockImplementationOnce(done).mockRejectedValueOnce(lost);
    const { told, batch } = batchOf(['a', 'b', 'c'], send);
    await batch.go();
    expect(told.at(-1)).toMatchObject({ failure: lost, isRunning: false, current: [], total: 3 });
    await batch.go();
    expect(told.at(-1)).toMatchObject({
      failure: undefined,
      isRunning: false,
      answers: [{ exceptionId: 'a' }, { exceptionId: 'b' }, { exceptionId: 'c' }],
    });
    expect(send.mock.calls).toEqual([[['a', 'b']], [['c']], [['c']]]);
  });

  it('is sent once, however often it is told to go', async () => {
    const send = jest.fn(done);
    const { batch } = batchOf(['a'], send);
    await Promise.all([batch.go(), batch.go()]);
    await batch.go();
    expect(send).toHaveBeenCalledTimes(1);
  });
});
