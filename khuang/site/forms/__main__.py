from khuang.site.forms import write_all

write_all()
