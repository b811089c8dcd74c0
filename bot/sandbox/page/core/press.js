// What is being pressed stays: a button built anew between press and release would lose the click.

let pressing = false;
const waiting = [];

// Now, or right after the click of a press that is under way.
export function whenReleased(work) {
  if (pressing) waiting.push(work);
  else work();
}

function release() {
  pressing = false;
  for (const work of waiting.splice(0)) work();
}

addEventListener("pointerdown", (event) => { pressing = event.isTrusted; }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release), true);
addEventListener("blur", release); // it may be released elsewhere
