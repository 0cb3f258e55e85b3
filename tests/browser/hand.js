// What a visitor's hand does in the page. Whatever it touches must be there, shown, enabled and uncovered.

function found(selector) {
  const elements = [...document.querySelectorAll(selector)];
  if (!elements.length) throw new Error(`no ${selector} on ${location.pathname}`);
  return elements;
}

function usable(element) {
  const shown = element.checkVisibility({visibilityProperty: true});
  if (!shown || element.readOnly || element.matches(":disabled"))
    throw new Error(`cannot use ${element.outerHTML.slice(0, 200)}`);
  return element;
}

function press(selector) {
  const element = usable(found(selector)[0]);
  element.scrollIntoView({block: "center", behavior: "instant"});
  const {left, top, width, height} = element.getClientRects()[0];
  const upmost = document.elementFromPoint(left + width / 2, top + height / 2);
  if (!upmost || !element.contains(upmost)) throw new Error(`${selector} is covered by ${upmost?.outerHTML.slice(0, 200)}`);
  element.click();
}

/** Type, choose and tick; answers the names of fields that want a file. */
function fill(values) {
  const files = [];
  for (const [name, value] of Object.entries(values)) {
    const fields = found(`main [name='${name}']`);
    if (fields[0].type === "file") files.push(name);
    else if (["radio", "checkbox"].includes(fields[0].type)) [value].flat().forEach(one => tick(fields, one));
    else type(fields[0], value);
  }
  return files;
}

function tick(fields, value) {
  const field = usable(value === true ? fields[0] : fields.find(one => one.value === String(value)));
  if (!field.checked) field.click();
  if (!field.checked) throw new Error(`cannot tick ${field.outerHTML}`);
}

function type(field, value) {
  usable(field).focus();
  field.value = value;
  if (field.value !== value) throw new Error(`${field.name} does not take ${value}`);
  for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, {bubbles: true}));
}

/** Which of these names are fields that wait for a text. */
const empty = names => names.filter(name => document.querySelector(`main [name='${name}']`)?.value === "");

/** Names of the fields found so. */
const named = selector => [...new Set(found(selector).map(field => field.name))];
