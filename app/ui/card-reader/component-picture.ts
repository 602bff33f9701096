import { componentPaths, type InfoReply } from "../../../certificates/card/card-component";
import { INFO_IMAGE, readInfoImage } from "../../../certificates/card/card-component-image";
import type { TroubleCode } from "../../../certificates/card/card-troubles";

/** What the component's picture says, or why it says nothing. */
export type Picture =
  InfoReply | Extract<TroubleCode, "component-missing" | "component-silent" | "component-unclear">;

/** Long enough for a person to answer when the browser asks whether this site may reach the own computer. */
const PATIENCE = 20_000;

/**
 * Looks whether the card component runs, without a pop-up and without a click, and what it says about readers and cards.
 * In the browser only.
 *
 * @param origin where the component listens
 * @param at epoch milliseconds, so that no older picture is shown again
 */
export async function seeComponent(origin: string, at: number): Promise<Picture> {
  const image = new Image();
  image.crossOrigin = "anonymous";
  image.src = `${origin}${componentPaths.image}?${at}`;
  const decoded = image.decode().then(
    () => true,
    () => false,
  );
  const loaded = await Promise.race([decoded, tooLate()]);
  if (loaded === null) return "component-silent";
  if (!loaded) return "component-missing";
  return readInfoImage(pixelsOf(image)) ?? "component-unclear";
}

async function tooLate(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
}

function pixelsOf(image: HTMLImageElement): Uint8ClampedArray {
  const canvas = document.createElement("canvas");
  canvas.width = INFO_IMAGE.width;
  canvas.height = INFO_IMAGE.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return new Uint8ClampedArray();
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}
