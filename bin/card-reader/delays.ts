/** Makes a component slow, and lets it be closed while it is. */
export class Delays {
  milliseconds = 0;
  private readonly waiting = new Set<() => void>();

  async pass(): Promise<void> {
    if (this.milliseconds === 0) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, this.milliseconds);
      this.waiting.add(done);
    });
  }

  cutShort(): void {
    for (const done of this.waiting) done();
  }
}
