document.addEventListener("click", function (event) {
  var button = event.target.closest(".accordion-button");
  if (button) { button.closest(".accordion-item").classList.toggle("open"); }
});
